package dev.windlass.activities.http;

import dev.windlass.activities.grant.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A GET.
 *
 * @param host what the {@code Host} header says instead of the address, or null
 * @param bearer token, or null
 * @param timeout until the whole answer is there
 */
public record HttpQuestion(
    URI address, @Nullable String host, @Nullable Secret bearer, Duration timeout) {}
