namespace Visavis.Engine.Media;

/// <summary>What is wrong with a clip, in sentences for whoever sent it.</summary>
internal static class ClipVerdict
{
    /// <summary>Codes of a shell: a program is missing or may not run.</summary>
    private const int NotFound = 127, NotRunnable = 126;

    /// <summary>ffmpeg ends so at a signal of its own (the soft limit of processor time); the kernel's kill is 128 + 9.</summary>
    private const int EndedBySignal = 255, Killed = 137, TimeUp = 128 + 24;

    public static ClipException TooLarge(long bytes, ClipDecoderOptions options) => new(ClipFault.TooLarge, FormattableString.Invariant(
        $"The clip has {bytes} bytes; the limit is {options.LargestBytes}: send a shorter or smaller one."));

    public static ClipException TooManyPixels(ClipHead head, ClipDecoderOptions options) => new(ClipFault.TooLarge, FormattableString.Invariant(
        $"The clip's pictures have {head.Width} x {head.Height} pixels; the limit is {options.LongestSide} x {options.ShorterSide}: send a smaller one."));

    public static ClipException TooShort(double seconds, ClipDecoderOptions options) => new(ClipFault.TooShort, FormattableString.Invariant(
        $"The clip is {seconds:0.0} s long; at least {options.ShortestSeconds} s are needed: send a longer one."));

    public static ClipException TooLong(ClipDecoderOptions options) => new(ClipFault.TooLong, FormattableString.Invariant(
        $"The clip is longer than {options.LongestSeconds} s, the limit: cut it."));

    public static ClipException NotClip(ReadOnlySpan<byte> head) => new(ClipFault.NotClip,
        head.Length == 0 ? $"The clip is empty: send {ClipFormat.Known}."
        : PictureFormat.Of(head) is not null ? $"The file is a still picture, not a clip: send {ClipFormat.Known}, or make a photo avatar of it."
        : SoundFormat.Of(head) is { } sound ? $"The file is a sound ({sound.Name}), not a clip: send {ClipFormat.Known} of a person listening."
        : $"The file is no clip of a known kind: send {ClipFormat.Known}.");

    public static ClipException NoPictures() =>
        new(ClipFault.NoPictures, "The file has sound but no pictures: send a clip of a person listening.");

    public static ClipException TookTooLong(string limit) =>
        new(ClipFault.TooCostly, $"Decoding the clip took more than {limit}, the limit: send a shorter or smaller one.");

    public static ClipException Damaged() =>
        new(ClipFault.Damaged, "The clip is damaged, and too little of it could be decoded: export it again, as mp4 for instance.");

    /// <summary>Throws what ended a child early.</summary>
    /// <param name="child">Its exit code.</param>
    /// <param name="transcript">What it said.</param>
    /// <param name="any">Whether it gave anything.</param>
    /// <param name="options">For the limits' numbers.</param>
    public static void ThrowIfBad(int child, DecoderTranscript transcript, bool any, ClipDecoderOptions options)
    {
        if (child is EndedBySignal or Killed or TimeUp)
        {
            throw TookTooLong(FormattableString.Invariant($"{options.CpuSeconds} s of processor time"));
        }
        if (child != 0 && transcript.Says("Cannot allocate memory"))
        {
            throw new ClipException(ClipFault.TooCostly, FormattableString.Invariant(
                $"Decoding the clip needs more than {options.MemoryBytes >> 20} MB of memory, the limit: send a smaller one."));
        }
        if (!any)
        {
            throw Nothing(child, transcript, options);
        }
    }

    private static ClipException Nothing(int child, DecoderTranscript transcript, ClipDecoderOptions options) =>
        child is NotFound or NotRunnable || transcript.Says("failed to execute") ? new(ClipFault.Unavailable,
            $"The server cannot decode clips because {options.Ffmpeg} is missing or does not run: install the package ffmpeg on it.")
        : transcript.Says("error while loading shared libraries") ? new(ClipFault.Unavailable,
            "The server's ffmpeg finds no room for its libraries: raise the memory limit of decoding, or install the package ffmpeg again.")
        : transcript.Says("/proc/self/fd/0: Permission denied") ? new(ClipFault.Unavailable,
            "The server's decoder may not read the clip: as root it runs as nobody, so the file's mode must let others read it.")
        : transcript.Says("not on whitelist") && ClipHead.Of(transcript.Head()) is not null || transcript.Says("Decoder (codec") ? new(ClipFault.UnknownCoding,
            "The clip's pictures have a coding that is not read here: send H.264, H.265, VP8, VP9 or AV1 in mp4 or webm.")
        : transcript.Says("matches no streams") ? NoPictures()
        : Damaged();
}
