package dev.tributary.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

  private static final List<String> OBSERVED = List.of("seen");

  @Test
  void whenItWasLookedAtIsNoContent() throws JsonProcessingException {
    UUID first = content("{\"id\": 1, \"mass\": 2, \"seen\": \"May\"}");
    assertThat(content("{\"seen\": \"June\", \"mass\": 2.0, \"id\": 1}")).isEqualTo(first);
    assertThat(content("{\"id\": 1, \"mass\": 3, \"seen\": \"May\"}")).isNotEqualTo(first);
  }

  @Test
  void aPartOfTheSameNameCounts() throws JsonProcessingException {
    assertThat(content("{\"id\": 1, \"egg\": {\"seen\": \"May\"}}"))
        .isNotEqualTo(content("{\"id\": 1, \"egg\": {\"seen\": \"June\"}}"));
  }

  private static UUID content(String json) throws JsonProcessingException {
    return Fingerprint.content(new ObjectMapper().readTree(json), OBSERVED);
  }
}
