package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import io.temporal.failure.TemporalFailure;
import java.util.ArrayList;
import java.util.List;

/** The way back: registered before each act, run newest first, going on after an error. */
final class UndoLog {

  /** Takes one act back, also one that never happened. */
  interface Compensation {
    /**
     * @param attempt 1, then 2 when a person lets it be tried again …
     * @return what could not be taken back
     */
    List<String> run(int attempt);
  }

  /**
   * @param tells says itself that it is done
   */
  private record Entry(String name, Compensation compensation, boolean tells) {}

  private final List<Entry> entries = new ArrayList<>();
  private int attempt;
  private boolean clean = true;

  void add(String name, Compensation compensation) {
    entries.add(new Entry(name, compensation, false));
  }

  /** One that says itself what it did when it is done: "undone" may not be true of it. */
  void addTelling(String name, Compensation compensation) {
    entries.add(new Entry(name, compensation, true));
  }

  /** Whether everything newer than the compensation that now runs could be taken back. */
  boolean isClean() {
    return clean;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Runs what is left; what failed stays for the next time. Returns what could not be done. */
  List<String> run(StatusBoard board) {
    attempt++;
    clean = true;
    List<Entry> left = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Entry entry : entries.reversed()) {
      List<String> open = attempt(entry);
      if (open.isEmpty()) {
        if (!entry.tells()) {
          board.say(Kind.UNDO, entry.name() + " undone", null);
        }
      } else {
        board.say(Kind.UNDO, entry.name() + ": " + String.join("; ", open), null);
        clean = false;
        left.addFirst(entry);
        problems.addAll(open);
      }
    }
    entries.clear();
    entries.addAll(left);
    return problems;
  }

  private List<String> attempt(Entry entry) {
    try {
      return entry.compensation().run(attempt);
    } catch (TemporalFailure failure) {
      return List.of(entry.name() + ": " + Words.of(failure));
    }
  }
}
