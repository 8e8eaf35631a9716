/** Weather that is made up: the same for the same options, and known to the last millimetre. */
package dev.tributary.exporters.synthetic;
