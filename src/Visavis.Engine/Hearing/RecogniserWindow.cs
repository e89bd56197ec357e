namespace Visavis.Engine.Hearing;

/// <summary>A stretch of sound to recognise in one pass, in samples from the start of the sound.</summary>
/// <param name="Start">The cut before it.</param>
/// <param name="End">Where the pass stops listening.</param>
/// <param name="IsWhole">Whether it ends in a pause or with the sound, so that all its words are given out.</param>
internal readonly record struct RecogniserWindow(long Start, long End, bool IsWhole)
{
    public double Seconds => (double)(End - Start) / MelBank.SampleRate;
}

/// <summary>
/// Where to listen next. A stretch between two pauses is best: one pass, a third of the cost of a pass each second, and as few wrong
/// words. Where none is known to end yet, the buffer is read as it is.
/// </summary>
internal static class RecogniserWindows
{
    /// <summary>From here on a buffer is cut at the end of a clause.</summary>
    public const double Long = 11;

    /// <summary>A buffer is never longer.</summary>
    public const double Longest = 15;

    private const int Second = MelBank.SampleRate;

    /// <summary>Sound kept before the first word.</summary>
    private const long Before = (long)(0.3 * Second);

    /// <summary>A pause that ends a stretch whatever follows.</summary>
    private const int PauseBlocks = 30;

    /// <summary>A pause that ends a stretch of some length when what follows is known.</summary>
    private const int ShortPauseBlocks = 15;

    /// <summary>Of a pause so much is listened to: full stops are heard in it.</summary>
    private const int HeardPauseBlocks = 25;

    /// <summary>A buffer where nothing is known to end is read up to here, if there is more.</summary>
    private const double Wide = 10;

    private const double ShortestStretch = 3;

    /// <param name="gate">The sound so far.</param>
    /// <param name="cut">Everything before it is done.</param>
    /// <param name="heard">The end of the last pass.</param>
    /// <param name="given">The end of the last word that was given out.</param>
    /// <param name="finished">Whether no more sound comes.</param>
    /// <param name="step">Seconds of new sound worth a pass.</param>
    /// <returns>The window; an empty one that begins at the next cut where there is nothing to recognise.</returns>
    public static RecogniserWindow Next(RecogniserGate gate, long cut, long heard, long given, bool finished, double step)
    {
        var available = (long)gate.Blocks * RecogniserGate.BlockSamples;
        var first = gate.FirstActive((int)(cut / RecogniserGate.BlockSamples));
        if (first < 0)
        {
            var next = finished ? Math.Max(cut, available) : Math.Max(cut, available - Before);
            return new RecogniserWindow(next, next, false);
        }
        // Words already given out lie in the buffer; else it begins shortly before the first word.
        var start = heard > cut ? cut : Math.Max(cut, first * (long)RecogniserGate.BlockSamples - Before);
        heard = Math.Max(heard, start);
        if (Pause(gate, first, start, available, given) is { } pause)
        {
            return new RecogniserWindow(start, pause, true);
        }
        var end = Math.Min(Math.Min(available, start + (long)(Longest * Second)), Math.Max(start + (long)(Wide * Second), heard + 3 * Second));
        if (finished || available - heard >= (long)(step * Second))
        {
            return new RecogniserWindow(start, end, finished && end == available);
        }
        return new RecogniserWindow(start, start, false);
    }

    /// <summary>Where to stop listening in the pause that ends the stretch: the first long one, or the longest short one if what follows is known.</summary>
    private static long? Pause(RecogniserGate gate, int first, long start, long available, long given)
    {
        var (best, length) = (0, ShortPauseBlocks - 1);
        var last = Math.Min(gate.Blocks, (int)((start + (long)(Longest * Second)) / RecogniserGate.BlockSamples));
        for (int block = first, quiet = 0; block < last; block++)
        {
            quiet = gate[block] ? 0 : quiet + 1;
            if (quiet == PauseBlocks)
            {
                return (long)(block + 1 - PauseBlocks + HeardPauseBlocks) * RecogniserGate.BlockSamples;
            }
            var from = (long)(block + 1 - quiet) * RecogniserGate.BlockSamples;
            if (quiet > length && from >= start + (long)(ShortestStretch * Second) && from <= start + (long)(Long * Second) && from >= given)
            {
                (best, length) = (block + 1 - quiet, quiet);
            }
        }
        return best > 0 && available - start >= 2 * (long)(ShortestStretch * Second)
            ? (best + Math.Min(length, HeardPauseBlocks)) * (long)RecogniserGate.BlockSamples
            : null;
    }
}
