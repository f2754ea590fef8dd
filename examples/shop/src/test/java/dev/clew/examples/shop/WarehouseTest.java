package dev.clew.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseTest {
    private Warehouse warehouse;

    @BeforeEach
    void open() throws IOException {
        warehouse = new Warehouse(OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void take_leavesOneLessEachTime() throws Exception {
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
    void take_waitsInEveryTenthOrder() throws Exception {
        long start = System.nanoTime();
        warehouse.take("teapot", 10);

        assertThat(System.nanoTime() - start).isGreaterThan(100_000_000);
    }

    @Test
    void take_whenClosedSaysSo() {
        assertThatThrownBy(() -> warehouse.take("teapot", 7)).hasMessage("the warehouse is closed");
    }

    @Test
    void take_ofWhatIsUnknownFails() {
        assertThatThrownBy(() -> warehouse.take("anvil", 1)).hasMessage("the warehouse has no such item");
    }

    private boolean isClosed(int order) {
        try {
            return warehouse.take("teapot", order) < 0;
        } catch (Warehouse.ClosedException e) {
            return true;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
