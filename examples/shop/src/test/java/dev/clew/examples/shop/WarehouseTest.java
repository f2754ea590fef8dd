package dev.clew.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarehouseTest {
    private final Warehouse warehouse = new Warehouse();

    @Test
    void take_leavesOneLessEachTime() throws Warehouse.ClosedException {
        int left = warehouse.take("teapot", 1);

        assertThat(warehouse.take("teapot", 2)).isEqualTo(left - 1);
        assertThat(warehouse.take("whisk", 3)).isEqualTo(left);
    }

    @Test
    void take_findsOneInTwentyClosed() {
        assertThat(IntStream.rangeClosed(1, 40).filter(order -> order % 10 != 0).filter(this::isClosed))
                .containsExactly(7, 27);
    }

    @Test
    void take_waitsInEveryTenthOrder() throws Warehouse.ClosedException {
        long start = System.nanoTime();
        warehouse.take("teapot", 10);

        assertThat(System.nanoTime() - start).isGreaterThan(100_000_000);
    }

    @Test
    void take_whenClosedSaysSo() {
        assertThatThrownBy(() -> warehouse.take("teapot", 7)).hasMessage("the warehouse is closed");
    }

    private boolean isClosed(int order) {
        try {
            return warehouse.take("teapot", order) < 0;
        } catch (Warehouse.ClosedException e) {
            return true;
        }
    }
}
