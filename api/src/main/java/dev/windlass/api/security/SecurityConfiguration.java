package dev.windlass.api.security;

import dev.windlass.store.Store;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Behind which doors a token is asked for: all but health, schema and the description. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {

  private static final String[] OPEN = {
    "/actuator/health", "/actuator/health/**", "/schema/v1.json", "/v3/api-docs", "/v3/api-docs/**"
  };

  @Bean
  AuthenticationManager tokenManager(Store store) {
    return new ProviderManager(new TokenCheck(store.tokens()));
  }

  /**
   * No sessions and no cookies, so no request can be forged on somebody's behalf; what a stream or
   * an error page goes on with was let in before.
   */
  @Bean
  SecurityFilterChain doors(HttpSecurity http, AuthenticationManager tokens, JsonMapper json) {
    NotSignedIn notSignedIn = new NotSignedIn(json);
    AuthenticationFilter bearer = new AuthenticationFilter(tokens, BearerToken::of);
    bearer.setSuccessHandler((_, _, _) -> {});
    bearer.setFailureHandler(notSignedIn);
    return http.authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(OPEN)
                .permitAll()
                .anyRequest()
                .authenticated())
        .addFilterBefore(bearer, UsernamePasswordAuthenticationFilter.class)
        .exceptionHandling(handling -> handling.authenticationEntryPoint(notSignedIn))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }
}
