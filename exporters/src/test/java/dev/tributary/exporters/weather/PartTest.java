package dev.tributary.exporters.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.RecordSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part that the dataset's schema would refuse must not take the others with it. */
final class PartTest {

  private static final RecordSchema SCHEMA =
      Catalog.load(Optional.empty()).dataset("weather").feed().schema();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "WEATHER; {'dt':5,'main':{'temp':1}}",
        "WEATHER; {'dt':5,'main':{'temp':1.50},'cod':200}",
        "WEATHER; {'dt':5,'main':{'temp':1},'cod':'200','wind':{'gust':null},'rain':{},'sys':{}}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':5}}]}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':1},'components':{'co':1,'no':null}}]}",
        "FORECAST; {'cod':'200','list':[{'dt':5,'main':{'temp':1}},{'dt':6,'main':{}}]}",
      })
  void whatIsTakenPassesTheSchema(Part part, String json) throws Exception {
    Answers answers = new Answers().with(part, part.check(answer(json)));
    assertThat(SCHEMA.violation(message(answers))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "WEATHER; {'cod':401,'message':'Invalid API key'}",
        "WEATHER; {'cod':'404','message':'city not found'}",
        "WEATHER; {'dt':5,'main':{'temp':1},'cod':500}",
        "WEATHER; {'dt':5,'main':{'temp':'1'}}",
        "WEATHER; {'dt':5.5,'main':{'temp':1}}",
        "WEATHER; {'dt':0,'main':{'temp':1}}",
        "WEATHER; {'main':{'temp':1}}",
        "WEATHER; []",
        "AIR_POLLUTION; {'list':[]}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':6}}]}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':2.5}}]}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':2}},{'dt':6}]}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':2},'components':{'co':'-'}}]}",
        "AIR_POLLUTION; {'list':[{'dt':5,'main':{'aqi':2},'components':[]}]}",
        "FORECAST; {'cod':'200','list':[]}",
        "FORECAST; {'cod':'200','list':[{'dt':5,'main':{'temp':1}},{'dt':6}]}",
        "FORECAST; {'cod':'200','list':[{'dt':5,'main':{'temp':1}},{'main':{}}]}",
      })
  void whatIsNoAnswerIsRefused(Part part, String json) {
    assertThatThrownBy(() -> part.check(answer(json))).isInstanceOf(RefusedAnswerException.class);
  }

  private static JsonNode message(Answers answers) {
    Place place = new Place("Paris", "FR", Optional.empty());
    return WeatherMessage.of(
            place, Units.METRIC, answers, List.of(), Optional.empty(), Instant.EPOCH)
        .json();
  }

  private static JsonNode answer(String json) throws Exception {
    return WeatherMessage.JSON.readTree(json.replace('\'', '"'));
  }
}
