package dev.windlass.api.timetable;

import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.store.Store;
import dev.windlass.store.application.ApplicationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Brings the timetables of all applications about when the doors open: an engine that lost its
 * memory has lost them too. Nobody waits for it.
 */
@Component
public final class TimetableAtStart {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.timetable");

  private final Store store;
  private final Timetable timetable;

  public TimetableAtStart(Store store, Timetable timetable) {
    this.store = store;
    this.timetable = timetable;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    Thread.ofVirtual()
        .name("timetables")
        .start(() -> store.applications().list().forEach(this::bring));
  }

  private void bring(ApplicationVersion file) {
    try {
      timetable
          .own(null, SpecificationReader.read(file.yaml()))
          .forEach(remark ->
              LOG.atWarn()
                  .addKeyValue("application", file.application())
                  .addKeyValue("remark", remark)
                  .log("timetable"));
    } catch (RuntimeException outdated) {
      LOG.atWarn()
          .addKeyValue("application", file.application())
          .setCause(outdated)
          .log("timetable not brought about");
    }
  }
}
