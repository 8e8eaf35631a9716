/** Jobs over the samples of acidified surface waters. */
package dev.tributary.mapreduce.water;
