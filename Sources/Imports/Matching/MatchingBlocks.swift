/// Finds the common parts of two texts.
struct MatchingBlocks {
    let first: UnsafeMutableBufferPointer<Int>
    let second: UnsafeMutableBufferPointer<Int>
    /// By index of the first text: the last place of its code point in the second, counted from 1; 0 for none.
    let places: UnsafeMutableBufferPointer<Int>
    /// By place in the second text: the place before it with the same code point.
    let earlier: UnsafeMutableBufferPointer<Int>
    /// By place in the second text: the row that was there last, and the length of the common part that ended there.
    let runs: UnsafeMutableBufferPointer<Int>
    /// Counts the code points of the first text as they are gone through, with a gap before each window.
    private var row = 0

    private static let lengthBits = 16

    init(
        first: UnsafeMutableBufferPointer<Int>, second: UnsafeMutableBufferPointer<Int>,
        places: UnsafeMutableBufferPointer<Int>, earlier: UnsafeMutableBufferPointer<Int>,
        runs: UnsafeMutableBufferPointer<Int>
    ) {
        (self.first, self.second, self.places, self.earlier, self.runs) = (first, second, places, earlier, runs)
    }

    private struct Block {
        var first: Int
        var second: Int
        var length = 0
    }

    /// The length of all common parts of two windows.
    mutating func length(_ firstWindow: Range<Int>, _ secondWindow: Range<Int>) -> Int {
        var (start, secondStart, length) = (firstWindow.lowerBound, secondWindow.lowerBound, 0)
        while start < firstWindow.upperBound, secondStart < secondWindow.upperBound {
            let block = longest(start..<firstWindow.upperBound, secondStart..<secondWindow.upperBound)
            guard block.length > 0 else { break }
            length += block.length + self.length(start..<block.first, secondStart..<block.second)
            (start, secondStart) = (block.first + block.length, block.second + block.length)
        }
        return length
    }

    /// The longest common part; of several that which begins first in the first text, then in the second.
    private mutating func longest(_ firstWindow: Range<Int>, _ secondWindow: Range<Int>) -> Block {
        var best = Block(first: firstWindow.lowerBound, second: secondWindow.lowerBound)
        row += 1
        for index in firstWindow {
            row += 1
            var enough = best.length + 1
            var place = places[index]
            while place > secondWindow.upperBound { place = earlier[place] }
            // From the last place to the first, so that what a row reads is still what the row before it wrote.
            while place > secondWindow.lowerBound {
                let before = runs[place - 1]
                let continues = before >> Self.lengthBits == row - 1
                let length = continues ? before & (1 << Self.lengthBits - 1) + 1 : 1
                runs[place] = row << Self.lengthBits | length
                if length >= enough {
                    enough = length
                    best = Block(first: index + 1 - length, second: place - length, length: length)
                }
                place = earlier[place]
            }
        }
        return extended(best, firstWindow, secondWindow)
    }

    /// With equal neighbours on both sides, which popular code points are as well.
    private func extended(_ block: Block, _ firstWindow: Range<Int>, _ secondWindow: Range<Int>) -> Block {
        var block = block
        while block.first > firstWindow.lowerBound, block.second > secondWindow.lowerBound,
            first[block.first - 1] == second[block.second - 1]
        {
            block = Block(first: block.first - 1, second: block.second - 1, length: block.length + 1)
        }
        while block.first + block.length < firstWindow.upperBound,
            block.second + block.length < secondWindow.upperBound,
            first[block.first + block.length] == second[block.second + block.length]
        {
            block.length += 1
        }
        return block
    }
}
