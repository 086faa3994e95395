package dev.windlass.api.specification.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Copies the parser's nodes, following aliases as far as a budget allows. */
final class TreeBuilder {

  static final int MAX_NODES = 20_000;

  private static final List<Tag> ORDINARY = List.of(Tag.MAP, Tag.SEQ);

  private final Problems problems;
  private int nodes;

  TreeBuilder(Problems problems) {
    this.problems = problems;
  }

  Node tree(org.snakeyaml.engine.v2.nodes.Node root) {
    return tree(root, "", 0);
  }

  private Node tree(org.snakeyaml.engine.v2.nodes.Node node, String path, int depth) {
    Place place = placeOf(node);
    if (++nodes > MAX_NODES || depth > YamlSource.MAX_DEPTH) {
      throw YamlSource.refusal(
          place, "aliases that repeat too much", "at most " + MAX_NODES + " values in all");
    }
    if (!(node instanceof ScalarNode) && !ORDINARY.contains(node.getTag())) {
      problems.add(place, path, "the tag " + node.getTag().getValue(), "no tags");
    }
    return switch (node) {
      case ScalarNode scalar -> new Node.Scalar(path, place, scalar.getValue(), type(scalar, path));
      case SequenceNode sequence -> {
        List<Node> items = new ArrayList<>();
        for (var item : sequence.getValue()) {
          items.add(tree(item, path + "[" + items.size() + "]", depth + 1));
        }
        yield new Node.Sequence(path, place, items);
      }
      case MappingNode mapping -> mapping(mapping, path, depth);
      default -> throw new IllegalStateException("unknown kind of node " + node.getNodeType());
    };
  }

  private Node.Mapping mapping(MappingNode mapping, String path, int depth) {
    SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = placeOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(place, path, "a key that is a list or a map", "a word");
        continue;
      }
      String name = key.getValue();
      String below = path.isEmpty() ? name : path + "." + name;
      Node.Entry entry = new Node.Entry(place, tree(tuple.getValueNode(), below, depth + 1));
      if (entries.putIfAbsent(name, entry) != null) {
        problems.add(place, below, "written twice", "each key once");
      }
    }
    return new Node.Mapping(path, placeOf(mapping), entries);
  }

  private Node.Scalar.Type type(ScalarNode scalar, String path) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.INT)) {
      return Node.Scalar.Type.WHOLE;
    } else if (tag.equals(Tag.FLOAT)) {
      return Node.Scalar.Type.DECIMAL;
    } else if (tag.equals(Tag.BOOL)) {
      return Node.Scalar.Type.FLAG;
    } else if (tag.equals(Tag.NULL)) {
      return Node.Scalar.Type.NOTHING;
    } else if (!tag.equals(Tag.STR)) {
      problems.add(placeOf(scalar), path, "the tag " + tag.getValue(), "no tags");
    }
    return Node.Scalar.Type.TEXT;
  }

  private static Place placeOf(org.snakeyaml.engine.v2.nodes.Node node) {
    return node.getStartMark().map(YamlSource::place).orElse(Place.START);
  }
}
