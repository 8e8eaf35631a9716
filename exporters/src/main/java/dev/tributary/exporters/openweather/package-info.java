/** What the OpenWeather API says of cities now, as messages of weather. */
package dev.tributary.exporters.openweather;
