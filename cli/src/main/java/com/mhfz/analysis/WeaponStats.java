package com.mhfz.analysis;

import dev.tributary.cli.Main;
import java.util.stream.Stream;

/**
 * {@code tributary WeaponStats …} under its former name, for those who start a class: {@code java
 * -cp …}, Oozie's Java action. ({@code hadoop jar tributary.jar com.mhfz.analysis.WeaponStats …}
 * starts {@link Main}, as the jar's manifest says, which knows the name as well.)
 */
public final class WeaponStats {

  private WeaponStats() {}

  /** Runs the job and ends with its exit code. */
  public static void main(String[] arguments) throws Exception {
    Main.main(Stream.concat(Stream.of("WeaponStats"), Stream.of(arguments)).toArray(String[]::new));
  }
}
