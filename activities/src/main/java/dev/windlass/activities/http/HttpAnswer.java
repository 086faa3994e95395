package dev.windlass.activities.http;

import java.net.http.HttpHeaders;
import java.time.Duration;

/**
 * @param body at most the first 256 KiB, as UTF-8
 * @param took until the whole answer was there
 */
public record HttpAnswer(int status, HttpHeaders headers, String body, Duration took) {}
