/**
 * Which database a connection leads to, as its URL says, and how that database calls its errors. For the package above, and not
 * for applications. Immutable; nothing in here throws, or reads users and passwords.
 */
@NullMarked
package dev.clew.instrumentation.jdbc.database;

import org.jspecify.annotations.NullMarked;
