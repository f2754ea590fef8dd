package dev.clew.examples.shop;

/** Tells others of an order, once it is placed. */
@FunctionalInterface
interface Announcer {
    /** For a shop without a broker. */
    Announcer SILENT = order -> {};

    void placed(Reservation order);
}
