package dev.windlass.store.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drill as the ledger knows it.
 *
 * @param scratch name of its scratch database, which is gone once it has ended
 * @param endedAt null while it goes on
 * @param verdict null while it goes on
 * @param report null while it goes on, and of a drill that was ended from outside
 */
public record KeptDrill(
    String id,
    String application,
    String environment,
    String startedBy,
    Instant startedAt,
    String scratch,
    @Nullable Instant endedAt,
    @Nullable Verdict verdict,
    @Nullable DrillReport report) {}
