/// A fragmented MP4 as small as one can be: what the program writes, in what matters here.
enum SampleFragments {
    static let ticks: UInt32 = 1000

    /// `ftyp` and `moov` with a track of pictures (1) and, where wanted, one of sound (2).
    static func head(withSound: Bool = false) -> [UInt8] {
        let tracks = track(1, "vide") + (withSound ? track(2, "soun") : [])
        return box("ftyp", Array("iso5".utf8)) + box("moov", box("mvhd", [UInt8](repeating: 0, count: 100)) + tracks)
    }

    /// A fragment with pictures from `begin` on, of so many seconds in samples of half a second, and bytes for them.
    static func fragment(_ begin: Double, seconds: Double = 2, size: Int = 100) -> [UInt8] {
        let count = Int(seconds * 2)
        let durations = (0..<count).flatMap { _ in number(500, 4) + number(UInt64(size / count), 4) }
        let run = number(0x301, 4) + number(UInt64(count), 4) + number(0, 4) + durations
        return moof(track: 1, begin, run: run, headFlags: 0x20000, head: []) + box("mdat", payload(size, begin))
    }

    /// One whose samples all have the length that its head says.
    static func usualFragment(_ begin: Double, samples: Int, ticksEach: Int, track: Int = 1) -> [UInt8] {
        let run = number(0x0, 4) + number(UInt64(samples), 4)
        return moof(track: track, begin, run: run, headFlags: 0x8, head: number(UInt64(ticksEach), 4))
            + box("mdat", [])
    }

    static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        number(UInt64(content.count + 8), 4) + Array(kind.utf8) + content
    }

    /// Big-endian; wider than eight bytes with zeros in front.
    static func number(_ value: UInt64, _ bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) : 0 }
    }

    private static func payload(_ size: Int, _ begin: Double) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: Int(begin)), count: size)
    }

    private static func moof(
        track: Int, _ begin: Double, run: [UInt8], headFlags: UInt64, head: [UInt8]
    ) -> [UInt8] {
        let tfhd = box("tfhd", number(headFlags, 4) + number(UInt64(track), 4) + head)
        let tfdt = box("tfdt", number(1 << 24, 4) + number(UInt64((begin * Double(ticks)).rounded()), 8))
        return box(
            "moof", box("mfhd", number(0, 8)) + box("traf", tfhd + tfdt + box("trun", run)))
    }

    private static func track(_ id: UInt64, _ handler: String) -> [UInt8] {
        let tkhd = box("tkhd", number(0, 4) + number(0, 8) + number(id, 4) + number(0, 60))
        let mdhd = box("mdhd", number(0, 4) + number(0, 8) + number(UInt64(ticks), 4) + number(0, 8))
        let hdlr = box("hdlr", number(0, 8) + Array(handler.utf8) + number(0, 13))
        return box("trak", tkhd + box("mdia", mdhd + hdlr))
    }
}
