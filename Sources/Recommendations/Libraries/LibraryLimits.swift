/// The bounds of libraries that are written for a media server.
package enum LibraryLimits {
    /// Bytes of a name without its ending: file systems take 255, and some endings are long.
    static let nameBytesMax = 200
    /// Bytes of a name as a part of another one.
    static let namePartBytesMax = 120
    /// Titles that are read together.
    static let titlesTogether = 200
    /// Posters that are fetched at the same time.
    static let picturesAtOnce = 4
    /// Of a poster, marked or not.
    static let pictureBytesMax = 8 << 20
    static let markingSeconds = 20.0
    /// Of a list of posters.
    static let listBytesMax = 8 << 20
    /// Names of libraries that are tried before one is given up.
    static let namesTried = 100
}
