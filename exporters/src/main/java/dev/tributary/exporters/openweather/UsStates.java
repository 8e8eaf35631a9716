package dev.tributary.exporters.openweather;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** States of the US: the API is asked by their codes, and answers with their names. */
final class UsStates {

  /** ISO 3166-2:US, with the territories. */
  private static final Map<String, String> NAMES =
      Stream.of(
              "AL Alabama",
              "AK Alaska",
              "AZ Arizona",
              "AR Arkansas",
              "CA California",
              "CO Colorado",
              "CT Connecticut",
              "DE Delaware",
              "DC District of Columbia",
              "FL Florida",
              "GA Georgia",
              "HI Hawaii",
              "ID Idaho",
              "IL Illinois",
              "IN Indiana",
              "IA Iowa",
              "KS Kansas",
              "KY Kentucky",
              "LA Louisiana",
              "ME Maine",
              "MD Maryland",
              "MA Massachusetts",
              "MI Michigan",
              "MN Minnesota",
              "MS Mississippi",
              "MO Missouri",
              "MT Montana",
              "NE Nebraska",
              "NV Nevada",
              "NH New Hampshire",
              "NJ New Jersey",
              "NM New Mexico",
              "NY New York",
              "NC North Carolina",
              "ND North Dakota",
              "OH Ohio",
              "OK Oklahoma",
              "OR Oregon",
              "PA Pennsylvania",
              "RI Rhode Island",
              "SC South Carolina",
              "SD South Dakota",
              "TN Tennessee",
              "TX Texas",
              "UT Utah",
              "VT Vermont",
              "VA Virginia",
              "WA Washington",
              "WV West Virginia",
              "WI Wisconsin",
              "WY Wyoming",
              "AS American Samoa",
              "GU Guam",
              "MP Northern Mariana Islands",
              "PR Puerto Rico",
              "VI U.S. Virgin Islands")
          .collect(
              Collectors.toUnmodifiableMap(
                  each -> each.substring(0, 2), each -> each.substring(3)));

  private UsStates() {}

  /** The code of a state that is given by code or name, in any case. */
  static Optional<String> code(String state) {
    return NAMES.entrySet().stream()
        .filter(
            each ->
                each.getKey().equalsIgnoreCase(state) || each.getValue().equalsIgnoreCase(state))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The name of a state by its code. */
  static String name(String code) {
    return NAMES.get(code);
  }
}
