package dev.windlass.workflows.traffic;

import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.maintenance.Notice;
import java.util.regex.Pattern;

/**
 * What stands between visitors and a closed application. nginx can answer by itself only in a
 * server of its own, so that one listens on a loopback address that derives from the application's
 * name: nothing has to be added to the user's configuration, and two applications do not meet.
 */
final class NginxDoor {

  /** Of the variable that names where requests of those go who get through. */
  static final String OPEN = "_open";

  private static final Pattern SPECIAL = Pattern.compile("[&<>\"'\\\\$]");
  private static final int PORT = 8503;

  private NginxDoor() {}

  /**
   * @param name of the variable that the user's location passes requests to
   */
  static String render(String name, Notice notice) {
    return """
    # Closed: those who are allowed pass, everybody else comes to the server below.
    geo $%1$s_allowed { default 0;%2$s }
    map $%1$s_allowed $%1$s { 1 $%1$s_open; default %1$s_door; }
    upstream %1$s_door { server %3$s; }
    %4$sserver {
      listen %3$s;
      access_log off;
      absolute_redirect off;
      default_type text/html;
      charset utf-8;
      location / {
    %5$s  }
    }
    """
        .formatted(
            name,
            String.join("", notice.allow().stream().map(one -> " " + one + " 1;").toList()),
            address(name),
            notice.bypass().isEmpty() ? "" : tokens(name, notice),
            notice.bypass().isEmpty() ? answer(notice, "    ") : asked(name, notice));
  }

  /**
   * Once visitors are let in again: nginx's old processes still send those here whom they had taken
   * up, and would answer 502 if nobody listened. They are let in too.
   */
  static String ajar(String name) {
    return """
    # Open again: who was on the way to the closed door comes here and passes.
    server {
      listen %2$s;
      access_log off;
      location / {
        proxy_pass http://$%1$s;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Connection "";
      }
    }
    """
        .formatted(name, address(name));
  }

  /** The whole of 127.0.0.0/8 is this machine's own on Linux. */
  static String address(String name) {
    int hash = name.hashCode();
    return "127.%d.%d.%d:%d"
        .formatted(
            1 + Math.floorMod(hash >> 16, 254),
            Math.floorMod(hash >> 8, 256),
            1 + Math.floorMod(hash, 254),
            PORT);
  }

  /** The name before the dot says with which digest the token is compared. */
  private static String tokens(String name, Notice notice) {
    StringBuilder lines = new StringBuilder();
    lines.append(
        "map $arg_windlass $%1$s_token { \"\" $cookie_%1$s; default $arg_windlass; }\n"
            .formatted(name));
    lines.append("map $%1$s_token $%1$s_digest {\n  default \"\";\n".formatted(name));
    for (Bypass bypass : notice.bypass()) {
      lines.append("  ~^%s\\. %s;\n".formatted(bypass.name(), bypass.md5()));
    }
    return lines.append("}\n").toString();
  }

  /** A link is turned into a cookie, so that the token does not stay in the address. */
  private static String asked(String name, Notice notice) {
    return """
        secure_link $%1$s_digest;
        secure_link_md5 $%1$s_token;
        if ($secure_link != 1) {
    %2$s    }
        if ($arg_windlass) {
          add_header Set-Cookie "%1$s=$arg_windlass; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400";
          return 302 /;
        }
        proxy_pass http://$%1$s_open;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Connection "";
    """
        .formatted(name, answer(notice, "      "));
  }

  private static String answer(Notice notice, String indent) {
    String text = html(notice.message());
    return "%1$sadd_header Retry-After %2$d always;\n%1$sadd_header Cache-Control no-store always;\n%1$sreturn 503 \"<!doctype html><title>%3$s</title><p>%3$s</p>\";\n"
        .formatted(indent, notice.retryAfter().toSeconds(), text);
  }

  /** Also what nginx would read as an end of the text or as a variable. */
  private static String html(String text) {
    return SPECIAL.matcher(text).replaceAll(found -> "&#" + (int) found.group().charAt(0) + ";");
  }
}
