package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.windlass.sandbox.Programs;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The pages of the real Temporal server in the machine's own Chromium, without a screen. */
final class TemporalUi implements AutoCloseable {
  private static final boolean PICTURING = Boolean.getBoolean("windlass.pictures");
  private static final Path PICTURES =
      Path.of("..", "docs", "images", "temporal-ui").toAbsolutePath().normalize();

  /** Milliseconds after which what is new has come; the old stands there until then. */
  private static final int SETTLE = 1500;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Playwright playwright;
  private final Page page;
  private final String namespace;

  private TemporalUi(int port) {
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    Browser chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Programs.find("chromium").orElseThrow()));
    page = chromium.newPage(new Browser.NewPageOptions().setViewportSize(1200, 900));
    page.setDefaultTimeout(60_000);
    namespace = "http://127.0.0.1:" + port + "/namespaces/default/workflows";
  }

  static TemporalUi open(int port) {
    return new TemporalUi(port);
  }

  /** Lists what a query finds and waits for this many runs of the workflow. */
  void find(String query, String workflow, int runs) {
    String address = namespace + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    Locator links = link(workflow);
    await(
        () -> {
          page.navigate(address);
          page.getByText("Workflow ID").first().waitFor();
          return links.count() == runs ? "" : page.locator("body").innerText();
        },
        runs + " runs by " + query);
  }

  /** Opens the newest run that is listed. */
  void openFirst(String workflow) {
    link(workflow).first().click();
    tab("User Metadata").waitFor();
  }

  private Locator link(String name) {
    return shown(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)));
  }

  /** What a tab of the open run shows. */
  String read(String tab) {
    tab(tab).click();
    page.waitForTimeout(SETTLE);
    return page.locator("body").innerText();
  }

  private Locator tab(String name) {
    return shown(page.getByText(name, new Page.GetByTextOptions().setExact(true))).first();
  }

  /** Summary and details, which stand there from the start, whatever runs. */
  String introduction() {
    tab("User Metadata").click();
    frames().last().waitFor();
    StringBuilder text = new StringBuilder();
    for (Locator frame : frames().all()) {
      text.append(frame.contentFrame().locator("body").innerText()).append('\n');
    }
    return text.toString();
  }

  /** Looks at the current details again and again until they say all of this. */
  String awaitDetails(String... words) {
    StringBuilder last = new StringBuilder();
    await(
        () -> {
          page.reload();
          tab("User Metadata").click();
          frames().nth(2).waitFor();
          String seen = frames().last().contentFrame().locator("body").innerText();
          last.replace(0, last.length(), seen);
          boolean all = List.of(words).stream().allMatch(seen::contains);
          return all ? "" : seen.isEmpty() ? "nothing yet" : seen;
        },
        "details that say " + List.of(words));
    return last.toString();
  }

  /** Summary, details and current details are drawn in frames of their own. */
  private Locator frames() {
    return shown(page.locator("iframe[title=output]"));
  }

  /**
   * More Actions, Send a Signal, Submit.
   *
   * @param input one JSON value as it is typed; may be empty
   */
  void signal(String name, String input) {
    fill(name, input);
    submit();
  }

  /** As {@link #signal} up to the last click. */
  void fill(String name, String input) {
    button("More Actions").click();
    shown(page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Send a Signal")))
        .click();
    Locator dialog = dialog();
    dialog
        .locator("#signal-select")
        .locator("xpath=ancestor::button[1] | ancestor::*[@aria-haspopup][1]")
        .first()
        .click();
    Pattern exactly = Pattern.compile("^\\s*" + name + "\\s");
    shown(page.locator("[role=option]").filter(new Locator.FilterOptions().setHasText(exactly)))
        .click();
    if (!input.isEmpty()) {
      dialog.locator(".cm-content").first().click();
      page.keyboard().insertText(input);
      // The editor lays JSON out anew when it is left, and the button moves away.
      dialog.getByText("Encoding").click();
    }
  }

  void submit() {
    Locator dialog = dialog();
    dialog.getByTestId("confirm-modal-button").click();
    dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  private Locator dialog() {
    return shown(page.locator("#signal-confirmation-modal"));
  }

  /** The blue button beside the name, and its question. */
  void requestCancellation() {
    button("Request Cancellation").click();
    shown(page.locator("dialog").getByTestId("confirm-modal-button")).click();
  }

  private Locator button(String name) {
    return shown(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)))
        .first();
  }

  /** Renews a picture of the documents, when it is asked to. */
  void picture(String name) {
    if (PICTURING) {
      page.screenshot(new Page.ScreenshotOptions().setPath(file(name)));
    }
  }

  /** The same of the current details alone. */
  void pictureOfDetails(String name) {
    if (PICTURING) {
      page.setViewportSize(1200, 2000);
      page.waitForTimeout(SETTLE);
      BoundingBox place = frames().last().boundingBox();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(file(name))
              .setClip(place.x, place.y, place.width, place.height));
      page.setViewportSize(1200, 900);
    }
  }

  private static Path file(String name) {
    return PICTURES.resolve(name + ".png");
  }

  private static Locator shown(Locator any) {
    return any.filter(new Locator.FilterOptions().setVisible(true));
  }

  private void await(Look look, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String missing = look.missing();
    while (!missing.isEmpty()) {
      assertThat(System.nanoTime())
          .as("waited for %s; the page says%n%s", what, missing)
          .isLessThan(deadline);
      page.waitForTimeout(300);
      missing = look.missing();
    }
  }

  /** What is seen instead; empty when it is what is awaited. */
  private interface Look {
    String missing() throws PlaywrightException;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
