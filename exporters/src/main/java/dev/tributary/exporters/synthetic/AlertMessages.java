package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.alert.AlertTopics;
import dev.tributary.exporters.source.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The messages of alerts of a plan, each made from its index alone. */
final class AlertMessages {

  /** Members one of which a message may lack: each tells a part of what, where and when. */
  private static final List<String> MEMBERS =
      List.of(
          "timestamp", "city", "country", "country_code", "location", "temperature", "windspeed");

  private final Plan plan;
  private final AlertTopics topics;
  private final Sequence sequence;
  private final List<City> cities;
  private final Atmosphere atmosphere;
  private final Storms storms;

  AlertMessages(Plan plan, AlertTopics topics) {
    this.plan = plan;
    this.topics = topics;
    this.sequence = new Sequence(plan);
    this.cities = Cities.first(plan.cities());
    this.atmosphere = new Atmosphere(plan.seed());
    this.storms = new Storms(plan.seed());
  }

  /** The message of that index, below {@link Plan#messages}. A damaged one goes where it would. */
  SourceRecord get(long index) {
    Kind kind = sequence.kind(index);
    long chance = sequence.chance(index, 1);
    AlertMessage message = whole(kind == Kind.REPEATED ? sequence.original(index) : index);
    ObjectNode json = message.json();
    if (kind == Kind.MISSING) {
      json.remove(MEMBERS.get(Hash.below(MEMBERS.size(), chance)));
    }
    return new SourceRecord(
        index,
        sequence.origin(index),
        message.key(),
        kind == Kind.BROKEN ? Damage.broken(json.toString(), chance) : json.toString(),
        topics.further(message));
  }

  /** A message as it is before anything is broken off. */
  private AlertMessage whole(long index) {
    City city =
        HostileNames.renamed(
            cities.get(sequence.city(index)), sequence.kind(index), sequence.chance(index, 1));
    long second = plan.second(sequence.step(index));
    Reading reading = Reading.of(atmosphere, city, second, 1);
    return new AlertMessage(
        Instant.ofEpochSecond(second),
        city.place(),
        hundredths(reading.temperature()),
        hundredths(reading.wind() + storms.wind(city, second)),
        OptionalInt.of(Condition.of(reading).get(0).wmoCode()));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
