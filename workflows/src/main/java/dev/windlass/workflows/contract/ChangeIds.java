package dev.windlass.workflows.contract;

/**
 * Names of changes in the order of a workflow's commands, for {@code Workflow.getVersion}. They
 * stand in histories: never change or reuse one.
 */
public final class ChangeIds {

  /** Undo leaves hosts alone that a ramp did not reach. */
  public static final String UNDO_WHERE_THE_RAMP_WAS = "undo-where-the-ramp-was";

  private ChangeIds() {}
}
