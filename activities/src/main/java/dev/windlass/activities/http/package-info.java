/**
 * Plain HTTP questions to backends and public addresses, for proofs and probes.
 *
 * <p>Start here: {@link dev.windlass.activities.http.HttpQuestion}. No redirects are followed, no
 * cookies are kept, answers are cut; it does not judge what it hears.
 */
@NullMarked
package dev.windlass.activities.http;

import org.jspecify.annotations.NullMarked;
