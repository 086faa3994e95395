package dev.windlass.activities.ssh.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms in which programs print a value: as it is, quoted for a reader, or encoded. */
final class SpokenForms {

  /** Shorter lines of a value with several say nothing, and would be found everywhere. */
  private static final int LEAST_LINE = 6;

  private static final int LEAST_ENCODED = 8;
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private SpokenForms() {}

  /** Every form of a value that is not empty, the value itself first, each once. */
  static List<String> of(String value) {
    Set<String> whole = new LinkedHashSet<>();
    whole.add(value);
    whole.addAll(quoted(value));
    whole.addAll(encoded(value));
    Set<String> forms = new LinkedHashSet<>(whole);
    for (String form : whole) {
      if (form.indexOf('\n') >= 0) {
        // Printed with something before each line, or cut by a reader of lines.
        for (String line : form.split("\n", -1)) {
          if (line.strip().length() >= LEAST_LINE) {
            forms.add(line.strip());
          }
        }
      }
    }
    return List.copyOf(forms);
  }

  private static List<String> quoted(String value) {
    String slashed = value.replace("\\", "\\\\");
    String doubled = slashed.replace("\"", "\\\"");
    String json = doubled.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    return List.of(
        value.replace("'", "'\\''"), // sh, by us and by bash
        value.replace("'", "'\"'\"'"), // sh, by dash
        slashed.replace("'", "\\'"), // PHP's var_export
        slashed.replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t"), // bash's $'…'
        doubled,
        doubled.replace("$", "\\$"), // our .env
        doubled.replace("$", "\\$").replace("`", "\\`"), // bash's declare
        json,
        json.replace("/", "\\/"), // PHP's json_encode
        ascii(json.replace("/", "\\/")),
        ascii(json));
  }

  private static String ascii(String json) {
    StringBuilder text = new StringBuilder();
    json.chars()
        .forEach(c -> text.append(c < 0x80 ? Character.toString(c) : "\\u%04x".formatted(c)));
    return text.toString();
  }

  private static List<String> encoded(String value) {
    List<String> forms = new ArrayList<>();
    for (String url : inUrls(value)) {
      forms.add(url);
      forms.add(ESCAPE.matcher(url).replaceAll(one -> one.group().toLowerCase(Locale.ROOT)));
    }
    for (int before = 0; before < 3; before++) {
      String text = base64(value.getBytes(UTF_8), before);
      if (text.length() >= LEAST_ENCODED) {
        forms.add(text);
        forms.add(text.replace('+', '-').replace('/', '_'));
      }
    }
    return forms;
  }

  /** Languages differ in what else than letters and digits they leave alone. */
  private static List<String> inUrls(String value) {
    String java = URLEncoder.encode(value, UTF_8); // as browsers send forms
    String php = java.replace("*", "%2A");
    String strict = php.replace("+", "%20").replace("%7E", "~"); // RFC 3986: rawurlencode, jq
    String script = // encodeURIComponent
        strict
            .replace("%2A", "*")
            .replace("%21", "!")
            .replace("%27", "'")
            .replace("%28", "(")
            .replace("%29", ")");
    return List.of(java, java.replace("+", "%20"), php, strict, script);
  }

  /** What base64 is sure to hold of the value when so many bytes stand before it. */
  private static String base64(byte[] value, int before) {
    byte[] shifted = new byte[before + value.length];
    System.arraycopy(value, 0, shifted, before, value.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = before == 0 ? 0 : before + 1;
    int last = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
    return first < last ? text.substring(first, last) : "";
  }
}
