/** The jobs of the weather. */
package dev.tributary.mapreduce.weather;
