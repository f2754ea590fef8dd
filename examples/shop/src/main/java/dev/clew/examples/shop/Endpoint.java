package dev.clew.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** What a service does with a request. */
@FunctionalInterface
interface Endpoint {
    Answer handle(Request request) throws Exception;

    /** Status and text of an answer. */
    record Answer(int status, String text) {}

    /** The parameters of a request. */
    record Request(Map<String, String> parameters) {
        static Request of(HttpExchange exchange) {
            Map<String, String> parameters = new HashMap<>();
            String query = exchange.getRequestURI().getRawQuery();
            for (String pair : query == null ? new String[0] : query.split("&")) {
                String[] nameAndValue = pair.split("=", 2);
                if (nameAndValue.length == 2) {
                    parameters.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], UTF_8));
                }
            }
            return new Request(parameters);
        }

        String text(String name) {
            return parameters.getOrDefault(name, "");
        }

        /** The parameter as a number; 0 when it is missing or is none. */
        int number(String name) {
            try {
                return Integer.parseInt(text(name));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
