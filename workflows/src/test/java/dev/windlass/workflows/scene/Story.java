package dev.windlass.workflows.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was done, in order. */
final class Story {

  private record Act(String what, String where) {}

  private final List<Act> acts = new CopyOnWriteArrayList<>();

  void add(String what, String where) {
    acts.add(new Act(what, where));
  }

  long count(String what) {
    return acts.stream().filter(act -> act.what().equals(what)).count();
  }

  /** The same on several hosts at once is one line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String what = "";
    Set<String> where = new TreeSet<>();
    for (Act act : acts) {
      if (!act.what().equals(what) && !what.isEmpty()) {
        lines.add(line(what, where));
        where.clear();
      }
      what = act.what();
      where.add(act.where());
    }
    if (!what.isEmpty()) {
      lines.add(line(what, where));
    }
    return lines;
  }

  private static String line(String what, Set<String> where) {
    return (what + " " + String.join(" ", where)).strip();
  }
}
