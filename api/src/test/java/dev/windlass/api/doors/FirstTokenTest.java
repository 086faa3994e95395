package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OpenDoors
class FirstTokenTest {

  @Autowired private TokensAtOpening atOpening;

  @Test
  void isThereWhenTheDoorsOpen() {
    assertThat(atOpening.names()).contains("admin");
  }
}
