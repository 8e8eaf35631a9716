package dev.tributary.exporters.place;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Places on the unit sphere, in a k-d tree: there the poles and the 180th meridian are like any
 * other place, and of two places the one by the shorter straight line is the nearer over the
 * ground.
 */
final class Sphere {

  private final KnownPlace[] places;
  private final double[][] points;

  /** The tree: the middle of a range parts it, by x, y and z in turn. */
  private final int[] tree;

  Sphere(List<KnownPlace> places) {
    this.places = places.toArray(KnownPlace[]::new);
    this.points = new double[this.places.length][];
    this.tree = new int[this.places.length];
    for (int i = 0; i < tree.length; i++) {
      points[i] = point(this.places[i].lat(), this.places[i].lon());
      tree[i] = i;
    }
    part(0, tree.length, 0);
  }

  static double[] point(double lat, double lon) {
    double phi = Math.toRadians(lat);
    double lambda = Math.toRadians(lon);
    return new double[] {
      Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)
    };
  }

  static double squaredChord(double[] one, double[] other) {
    double x = one[0] - other[0];
    double y = one[1] - other[1];
    double z = one[2] - other[2];
    return x * x + y * y + z * z;
  }

  /** The nearest of those that are wanted; of two as near, the one that was given first. */
  Optional<KnownPlace> nearest(
      double lat, double lon, double withinKm, Predicate<KnownPlace> wanted) {
    Search search = new Search(point(lat, lon), KnownPlace.squaredChord(withinKm), wanted);
    search.look(0, tree.length, 0);
    return search.best < 0 ? Optional.empty() : Optional.of(places[search.best]);
  }

  private void part(int from, int until, int axis) {
    if (until - from < 2) {
      return;
    }
    int middle = (from + until) >>> 1;
    select(from, until - 1, middle, axis);
    part(from, middle, (axis + 1) % 3);
    part(middle + 1, until, (axis + 1) % 3);
  }

  /** Hoare's: afterwards nothing before the middle is beyond it, and nothing after it before. */
  private void select(int from, int last, int middle, int axis) {
    int low = from;
    int high = last;
    while (low < high) {
      double pivot = points[tree[(low + high) >>> 1]][axis];
      int i = low;
      int j = high;
      while (i <= j) {
        while (points[tree[i]][axis] < pivot) {
          i++;
        }
        while (points[tree[j]][axis] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = tree[i];
          tree[i++] = tree[j];
          tree[j--] = swapped;
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private final class Search {

    private final double[] from;
    private final Predicate<KnownPlace> wanted;
    private double nearest;
    private int best = -1;

    Search(double[] from, double farthest, Predicate<KnownPlace> wanted) {
      this.from = from;
      this.nearest = farthest;
      this.wanted = wanted;
    }

    void look(int begin, int end, int axis) {
      if (begin >= end) {
        return;
      }
      int middle = (begin + end) >>> 1;
      consider(tree[middle]);
      double beyond = from[axis] - points[tree[middle]][axis];
      int next = (axis + 1) % 3;
      boolean before = beyond < 0;
      look(before ? begin : middle + 1, before ? middle : end, next);
      if (beyond * beyond <= nearest) {
        look(before ? middle + 1 : begin, before ? end : middle, next);
      }
    }

    private void consider(int place) {
      double distance = squaredChord(points[place], from);
      boolean nearer = distance < nearest || (distance == nearest && (best < 0 || place < best));
      if (nearer && wanted.test(places[place])) {
        nearest = distance;
        best = place;
      }
    }
  }
}
