/**
 * Three services in three processes, traced end to end. An example to read and to run: start with {@link
 * dev.clew.examples.shop.Storefront}, and {@link dev.clew.examples.shop.Service} for how the SDK is switched on.
 */
@NullMarked
package dev.clew.examples.shop;

import org.jspecify.annotations.NullMarked;
