/**
 * Three services in three processes, traced end to end. An example to read and to run: start with {@link
 * dev.clew.examples.shop.Storefront}; {@link dev.clew.examples.shop.Wiring} says what each service is made of, and {@link
 * dev.clew.examples.shop.Shop} how the SDK is switched on.
 */
@NullMarked
package dev.clew.examples.shop;

import org.jspecify.annotations.NullMarked;
