/// The embedded digits: 1,797 images of 8×8 pixels in MNIST's IDX format, each file gzipped.
///
/// Alpaydin and Kaynak, Optical recognition of handwritten digits (1998), UCI Machine Learning
/// Repository, CC BY 4.0; see `digits/README.md`.
public enum EmbeddedDigits {
  /// The 1,297 training images (IDX3, gzip).
  public static var trainingImages: [UInt8] { PackageResources.train_images_idx3_ubyte_gz }
  /// The labels of the training images (IDX1, gzip).
  public static var trainingLabels: [UInt8] { PackageResources.train_labels_idx1_ubyte_gz }
  /// The 500 test images (IDX3, gzip).
  public static var testImages: [UInt8] { PackageResources.t10k_images_idx3_ubyte_gz }
  /// The labels of the test images (IDX1, gzip).
  public static var testLabels: [UInt8] { PackageResources.t10k_labels_idx1_ubyte_gz }
}
