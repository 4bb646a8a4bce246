/// Examples that are made when they are asked for, each from the seed and its number alone.
///
/// An example is the prototype of its class, a random direction of length 1, with Gaussian noise
/// added to every feature. Nothing is stored, however many classes there are.
struct SyntheticExamples: Sendable {
  /// Which set the examples belong to; their noise differs, their prototypes do not.
  enum Part: UInt64 {
    case training = 0
    case test = 1
  }

  let part: Part
  /// How many examples the set has, selected or not.
  let count: Int
  let classCount: Int
  let dimension: Int
  /// The standard deviation of the noise in each feature.
  let noise: Double
  let seed: UInt64
  /// The numbers of the examples that are used, in their order; nil for all.
  var selection: [Int]?

  /// The examples at some places among those that are used.
  func selecting(_ places: [Int]) -> SyntheticExamples {
    var selected = self
    selected.selection = places.map { number($0) }
    return selected
  }

  private func number(_ place: Int) -> Int { selection?[place] ?? place }

  /// The class of each example that is used.
  var labels: [Int32] { (0..<(selection?.count ?? count)).map { classOf(number($0)) } }

  /// The class of an example: all classes equally often, or, where there are more classes than
  /// examples, classes spread evenly.
  private func classOf(_ index: Int) -> Int32 {
    Int32(count >= classCount ? index % classCount : index * classCount / count)
  }

  /// Writes the example at a place among those that are used.
  func write(_ place: Int, into values: UnsafeMutablePointer<Float>) {
    let index = number(place)
    let ziggurat = Ziggurat.standard
    var prototype = RandomStream(seed: seed, 7, UInt64(classOf(index)))
    var square = 0.0
    for feature in 0..<dimension {
      let value = ziggurat.draw(&prototype)
      square += value * value
      values[feature] = Float(value)
    }
    let scale = Float(1 / square.squareRoot())
    let deviation = Float(noise)
    var stream = RandomStream(seed: seed, 8, part.rawValue, UInt64(index))
    for feature in 0..<dimension {
      values[feature] = scale * values[feature] + deviation * Float(ziggurat.draw(&stream))
    }
  }
}
