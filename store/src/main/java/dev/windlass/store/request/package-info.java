/**
 * Idempotency keys: a deployment id is reserved before its workflow starts, so that the same key
 * twice is one deployment. Start at {@link dev.windlass.store.request.Requests}. Does not know
 * whether the workflow runs.
 */
@NullMarked
package dev.windlass.store.request;

import org.jspecify.annotations.NullMarked;
