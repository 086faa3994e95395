package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a JSON document must be. Every condition that is set must hold.
 *
 * @param path names from the outside in, joined by dots; a number is a place in a list, {@code *}
 *     every entry of a list or an object
 * @param equals expected text, number, true, false or null, as it is written, or null
 * @param atMost largest allowed number, or null
 * @param atLeast smallest allowed number, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonField(
    String path,
    @Nullable String equals,
    @Nullable BigDecimal atMost,
    @Nullable BigDecimal atLeast) {}
