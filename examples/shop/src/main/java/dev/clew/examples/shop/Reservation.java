package dev.clew.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** What orders asks of inventory over gRPC: one item, for an order. */
record Reservation(int order, String item) {
    static final String SERVICE = "shop.Inventory";

    /** The call, answered with how many are left. Its messages are text, so that the example needs no protoc. */
    static final MethodDescriptor<Reservation, Integer> RESERVE = MethodDescriptor.<Reservation, Integer>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Reserve"))
            .setRequestMarshaller(new Text<>(Reservation::write, Reservation::read))
            .setResponseMarshaller(new Text<>(String::valueOf, Integer::valueOf))
            .build();

    private String write() {
        return order + " " + item;
    }

    private static Reservation read(String text) {
        String[] orderAndItem = text.split(" ", 2);
        return new Reservation(Integer.parseInt(orderAndItem[0]), orderAndItem[1]);
    }

    private record Text<T>(Function<T, String> write, Function<String, T> read) implements Marshaller<T> {
        @Override
        public InputStream stream(T value) {
            return new ByteArrayInputStream(write.apply(value).getBytes(UTF_8));
        }

        @Override
        public T parse(InputStream stream) {
            try {
                return read.apply(new String(stream.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
