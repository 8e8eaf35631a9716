/** Raw records as the exports leave them in HDFS, read line by line. */
package dev.tributary.mapreduce.input;
