/// The bounds of what is converted while somebody watches.
extension StreamingLimits {
    /// Length that segments have, or more where a picture from which one can begin comes later.
    package static let segmentSeconds = 6.0
    /// The first one is shorter, so that the picture is there sooner.
    package static let firstSegmentSeconds = 2.0
    package static let segmentSecondsTolerance = 0.1
    /// In converted pictures there is a beginning as often.
    package static let keyFrameSeconds = 2
    /// Somebody who goes on at most so far behind what is ready waits; beyond that it begins anew there.
    package static let nearSeconds = 18.0
    /// Where the input has no index, it is entered so much earlier, because what follows is cut to the next beginning.
    package static let unindexedLeadSeconds = 10
    /// Segments that are made before anybody asked for them; then the program waits.
    package static let segmentsAheadMax = 15
    /// Programs at the same time over all sessions, unless the setting says otherwise.
    package static let conversionsDefault = 3
    /// A program for which nobody asked so long is ended, with what it made.
    package static let conversionIdleSeconds = 60.0
    /// When all places are taken, one that is idle so long gives way.
    package static let conversionYieldSeconds = 20.0
    /// What a session wanted to watch is forgotten after that.
    package static let seatIdleSeconds = 86_400.0
    /// How often all that is looked at.
    package static let conversionSweepInterval: Duration = .seconds(5)
    /// How often a program that has to wait looks whether it may go on, if nobody told it.
    package static let conversionWaitMilliseconds = 1000
    /// All segments together, unless the setting says otherwise: 4 GiB.
    package static let segmentCacheBytesDefault: Int64 = 4 << 30
    /// Of a box that is read as a whole. The picture itself is in none of these.
    package static let boxBytesMax = 16 << 20
    /// Positions in a film that can be asked for: three days.
    package static let startSeconds = 0...259_200
    package static let conversionNiceness = 10
    /// Largest picture and bits per second of what is converted.
    package static let convertedWidthMax = 1920
    package static let convertedHeightMax = 1080
    package static let convertedBitsMax = 8_000_000
    package static let convertedSoundBits = 192_000
    /// Words in which a player says what it can.
    package static let abilityWordsMax = 64
}
