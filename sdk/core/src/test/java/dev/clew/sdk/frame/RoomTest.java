package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(10);

    @Test
    void take_answersWhatIsTakenAndNoneWhenThatWouldBeTooMuch() {
        assertThat(room.take(6)).isEqualTo(6);
        assertThat(room.take(5)).isEqualTo(Room.NONE);
        assertThat(room.take(4)).isEqualTo(10);
        assertThat(room.take(1)).isEqualTo(Room.NONE);

        room.giveBack(6);
        assertThat(room.take(1)).isEqualTo(5);
    }

    @Test
    void close_letsNobodyInAndIsThroughWhenAllIsGivenBack() {
        assertThat(room.take(2)).isEqualTo(2);

        assertThat(room.close()).isFalse();
        assertThat(room.take(1)).isEqualTo(Room.NONE);
        assertThat(room.take(0)).isEqualTo(Room.NONE);
        assertThat(room.close()).isFalse();

        room.giveBack(2);
        assertThat(room.close()).isTrue();
        assertThat(room.close()).isTrue();
        assertThat(room.take(1)).isEqualTo(Room.NONE);
    }
}
