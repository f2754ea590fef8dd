package dev.clew.sdk.export;

import dev.clew.sdk.frame.Scopes;
import io.opentelemetry.sdk.resources.Resource;

/** What frames do not repeat: the resource that made them, and the scopes that they name by number. */
record BatchSource(Resource resource, Scopes scopes) {}
