/// The bounds of what is taken over from a media server.
extension DomainLimits {
    /// Bytes of an id; Jellyfin's have 32, Emby's at most 32.
    package static let mediaServerIDBytesMax = 64
    /// Items of one page, so far as a page is made smaller because a server cannot cope.
    package static let mediaServerPageMin = 25
    /// Bytes of the tag of a picture, and of the id before it: both servers have 32 digits at most.
    package static let mediaServerPictureBytesMax = 36
}
