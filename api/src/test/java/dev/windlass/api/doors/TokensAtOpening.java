package dev.windlass.api.doors;

import dev.windlass.store.Store;
import dev.windlass.store.token.Token;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** The tokens there were when the server began to listen. */
final class TokensAtOpening implements ApplicationListener<WebServerInitializedEvent> {

  private final Store store;
  private List<String> names = List.of();

  TokensAtOpening(Store store) {
    this.store = store;
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent opened) {
    names = store.tokens().list().stream().map(Token::name).toList();
  }

  List<String> names() {
    return names;
  }
}
