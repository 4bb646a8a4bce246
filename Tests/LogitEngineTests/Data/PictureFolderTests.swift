import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct PictureFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func gray(_ value: UInt8, height: Int = 3, width: Int = 4) -> [UInt8] {
    FileBytes.png(
      width: width, height: height, pixels: [UInt8](repeating: value, count: width * height))
  }

  private func load(_ options: PictureOptions = PictureOptions()) throws -> Dataset {
    try DatasetSource(folder.url.path).load(pictures: options)
  }

  private func expect(
    _ words: String..., with options: PictureOptions = PictureOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let error = try #require(throws: DataError.self, sourceLocation: sourceLocation) {
      try load(options)
    }
    for word in words {
      #expect("\(error)".contains(word), "\(error)", sourceLocation: sourceLocation)
    }
  }

  /// Pictures of two classes for training and test.
  private func writeParts(_ training: String = "train/", _ test: String = "test/") throws {
    for index in 0..<5 {
      try folder.write(gray(UInt8(10 + index)), to: "\(training)cat/\(index).png")
      try folder.write(gray(UInt8(100 + index)), to: "\(training)dog/\(index).PNG")
    }
    try folder.write(gray(20), to: "\(test)cat/a.png")
    try folder.write(gray(120), to: "\(test)dog/b.png")
  }

  @Test(arguments: [
    ("train/", "test/"), ("train/", "val/"), ("Training/", "Testing/"),
    ("a/b/train/", "a/b/valid/"),
  ]) func readsTrainingAndTest(_ training: String, _ test: String) throws {
    try writeParts(training, test)
    let dataset = try load()
    #expect(dataset.name == folder.url.lastPathComponent)
    #expect(dataset.classNames == ["cat", "dog"])
    #expect(dataset.training.labels == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(dataset.test.labels == [0, 1])
    #expect(dataset.training.shape == ImageShape(height: 3, width: 4))
    var pixels: [UInt8] = []
    for value in Array(10..<15) + Array(100..<105) {
      pixels += [UInt8](repeating: UInt8(value), count: 12)
    }
    #expect(dataset.training.pixels == pixels)
    #expect(dataset.test.pixels.last == 120)
    #expect(dataset.origin.notes.count == 1)
    #expect(dataset.origin.notes[0].contains("2 classes are the folders of"))
  }

  @Test func splitsOneFolder() throws {
    for index in 0..<10 {
      for name in ["10", "9", "2"] {
        try folder.write(gray(UInt8(Int(name) ?? 0)), to: "\(name)/deeper/\(index).png")
      }
    }
    try folder.write(gray(77), to: ".hidden/a.png")
    try folder.write(gray(77), to: "10/.a.png")
    try folder.write(Array("names".utf8), to: "readme.txt")
    let dataset = try load()
    #expect(dataset.classNames == ["2", "9", "10"], "numbers are in their order")
    #expect(dataset.training.count == 24 && dataset.test.count == 6)
    for examples in [dataset.training, dataset.test] {
      for index in 0..<examples.count {
        let name = dataset.classNames[Int(examples.labels[index])]
        #expect(examples.pixels[12 * index] == UInt8(name))
      }
    }
    #expect(dataset.origin.notes.contains { $0.contains("a fifth of the examples") })
  }

  @Test func leavesOutPartsThatAreNotTestSets() throws {
    try writeParts()
    try folder.write(gray(1), to: "val/cat/x.png")
    var dataset = try load()
    #expect(dataset.test.count == 2)
    #expect(dataset.origin.notes.contains("the folder val is left out: test is the test set"))
    // Kaggle's test sets have no labels.
    try FileManager.default.removeItem(atPath: folder.path("test"))
    try folder.write(gray(1), to: "test/1.png")
    dataset = try load()
    #expect(dataset.test.count == 1)
    #expect(dataset.origin.notes.contains { $0.hasPrefix("the folder test is left out") })
    try FileManager.default.removeItem(atPath: folder.path("val"))
    #expect(try load().test.count == 2, "a fifth of ten")
    try folder.write(gray(1), to: "test/cat/1.png")
    try folder.write(gray(1), to: "test/cow/1.png")
    try expect("cow", "a class that")
  }

  @Test func leavesOutWhatIsNoPicture() throws {
    try writeParts()
    try folder.write(Array("Thumbs".utf8), to: "train/cat/Thumbs.db")
    try folder.write(Array(gray(1)[..<60]), to: "train/dog/cut.png")
    try folder.write([], to: "train/dog/empty.jpg")
    try folder.write(Array("GIF89a".utf8), to: "train/dog/moving.gif")
    let dataset = try load()
    #expect(dataset.training.labels == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(Array(dataset.training.pixels.suffix(12)) == [UInt8](repeating: 104, count: 12))
    let notes = dataset.origin.notes
    #expect(notes.contains("1 file that is no picture is left out: Thumbs.db"))
    let note = try #require(notes.first { $0.hasPrefix("3 files cannot be decoded") })
    for words in ["cut.png (it is cut short)", "empty.jpg (it is empty)", "moving.gif (GIF)"] {
      #expect(note.contains(words), "\(note)")
    }
  }

  @Test func asksForASize() throws {
    try folder.write(gray(1), to: "a/1.png")
    try folder.write(gray(2, height: 30, width: 20), to: "a/2.png")
    try folder.write(gray(3, height: 10, width: 10), to: "b/3.png")
    try expect("has pictures of 3 sizes, from 3x4 to 30x20", "for instance --image-size 10x10")
    let size = try #require(PictureSize("10x10"))
    let dataset = try load(PictureOptions(size: size))
    #expect(dataset.training.shape == ImageShape(height: 10, width: 10))
    #expect(Set(dataset.training.pixels + dataset.test.pixels) == [1, 2, 3])
    #expect(dataset.origin.notes.contains { $0.contains("of 3 sizes, are resized to 10x10") })
  }

  @Test func asksForASizeOfLargePictures() throws {
    for name in ["a", "b"] {
      try folder.write(gray(9, height: 300, width: 300), to: "\(name)/1.png")
    }
    try expect("has pictures of 300x300 pixels", "for instance --image-size 64x64")
    #expect(
      try load(PictureOptions(size: PictureSize("64x64"))).training.shape
        == ImageShape(height: 64, width: 64))
    try expect(
      "too many for the free memory",
      with: PictureOptions(size: PictureSize(height: 1 << 20, width: 1 << 20)))
  }

  @Test func takesColorWhereThereIsAny() throws {
    let red = FileBytes.png(
      width: 4, height: 3, channels: 3, pixels: (0..<12).flatMap { _ in [250, 0, 0] })
    try folder.write(red, to: "a/1.png")
    try folder.write(gray(5), to: "b/1.png")
    let dataset = try load()
    #expect(dataset.training.shape.channels == 3)
    #expect(dataset.origin.notes.contains { $0.hasPrefix("1 of the 2 pictures is gray") })
    let other = try load(PictureOptions(isGray: true))
    #expect(other.training.shape.channels == 1)
    #expect(Set(other.training.pixels + other.test.pixels) == [75, 5])
    #expect(other.origin.notes.contains { $0.hasPrefix("color becomes gray") })
  }

  @Test func saysWhatIsConverted() throws {
    for name in ["alpha.png", "sixteen.png", "inks.jpg", "oriented.png"] {
      try folder.write(PictureDecoderTests.fixture(name), to: "a/\(name)")
    }
    try folder.write(gray(5, height: 13, width: 17), to: "b/1.png")
    let notes = try load(PictureOptions(size: PictureSize("13x17"))).origin.notes
    for words in ["transparency", "16 bits", "CMYK", "Exif"] {
      #expect(notes.contains { $0.contains(words) && $0.hasPrefix("1 picture") }, "\(words)")
    }
  }

  @Test func refusesWhatHoldsNoDataset() throws {
    try expect("holds no dataset that can be read", "it is empty")
    try folder.write(gray(5), to: "1.png")
    try expect("has 1 picture, but no folders named by classes")
    try folder.write(gray(5), to: "only/1.png")
    try expect("has pictures in one folder only")
    try folder.write(Array("BM, and more than a header has".utf8), to: "only/1.png")
    try folder.write(Array("BM, and more than a header has".utf8), to: "other/1.bmp")
    try expect("holds pictures in the format BMP")
    for name in ["only/1.png", "other/1.bmp"] {
      try folder.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1], to: name)
    }
    try expect("holds no picture that can be read; of the first,", "it is cut short")
    try folder.write(gray(5), to: "only/1.png")
    try expect("other", "has no picture that can be read")
  }

  @Test func refusesFoldersOfOtherThings() throws {
    try folder.write(Array("a,b\n1,2\n".utf8), to: "data/train.csv")
    try expect("holds no dataset that can be read", "it has data")
    try folder.write(Array("a,b\n1,2\n".utf8), to: "train.csv")
    try expect("is a folder, and no dataset by itself", "--dataset \(folder.path("train.csv"))")
    try folder.write([0x80, 4], to: "cifar-10-batches-py/data_batch_1")
    try expect("Python version of CIFAR-10", "cifar-10-binary.tar.gz")
    #expect(throws: DataError.self) { try DatasetSource(folder.path("gone")).load() }
  }

  @Test func saysThatOptionsDoNotApply() throws {
    try folder.write(FileBytes.idx(shape: [2, 2, 2], values: Array(0..<8)), to: "train-images.idx")
    try folder.write(FileBytes.idx(shape: [2], values: [0, 1]), to: "train-labels.idx")
    #expect(try load().classCount == 2)
    try expect("--image-size and --grayscale do not apply", with: PictureOptions(isGray: true))
  }

  @Test func readsSizes() {
    #expect(PictureSize("32") == PictureSize(height: 32, width: 32))
    #expect(PictureSize("28X40") == PictureSize(height: 28, width: 40))
    for text in ["", "x", "0", "3x", "x3", "3x3x3", "-1", "5000", "a", "3 x 3"] {
      #expect(PictureSize(text) == nil)
    }
  }
}
