namespace Visavis.Engine.Media;

/// <summary>What a decoding that gave no more sound has come to, in sentences for whoever sent the file.</summary>
internal static class SoundVerdict
{
    /// <summary>Codes of a shell: a program is missing or may not run.</summary>
    private const int NotFound = 127, NotRunnable = 126;

    /// <summary>ffmpeg ends so at a signal of its own (the soft limit of processor time); the kernel's kill is 128 + 9.</summary>
    private const int EndedBySignal = 255, Killed = 137, TimeUp = 128 + 24;

    /// <summary>Throws what is wrong. What decoded in part is played as it is.</summary>
    /// <param name="child">The child's exit code.</param>
    /// <param name="transcript">What it said.</param>
    /// <param name="samples">How many samples it gave.</param>
    /// <param name="options">For the limits' numbers.</param>
    public static void ThrowIfBad(int child, DecoderTranscript transcript, long samples, SoundDecoderOptions options)
    {
        if (child is EndedBySignal or Killed or TimeUp)
        {
            throw TookTooLong(FormattableString.Invariant($"{options.CpuSeconds} s of processor time"));
        }
        if (child != 0 && transcript.Says("Cannot allocate memory"))
        {
            throw new SoundException(SoundFault.TooCostly, FormattableString.Invariant(
                $"Decoding the sound needs more than {options.MemoryBytes >> 20} MB of memory, the limit: convert it to mp3 or wav and send it again."));
        }
        if (samples == 0)
        {
            throw child is NotFound or NotRunnable ? Missing(options) : Nothing(transcript);
        }
    }

    public static SoundException TookTooLong(string limit) =>
        new(SoundFault.TooCostly, $"Decoding the sound took more than {limit}, the limit: convert it to mp3 or wav and send it again.");

    public static SoundException TooLong(SoundDecoderOptions options) => new(SoundFault.TooLong, FormattableString.Invariant(
        $"The sound is longer than {options.LongestSeconds} s, the limit (audio_seconds): cut it into shorter files."));

    public static SoundException TooLarge(long bytes, SoundDecoderOptions options) => new(SoundFault.TooLarge, FormattableString.Invariant(
        $"The sound file has {bytes} bytes; the limit is {options.LargestBytes}: send it as mp3 or m4a, or cut it into shorter files."));

    public static SoundException NotSound() =>
        new(SoundFault.NotSound, $"The file is no sound of a known kind: send {SoundFormat.Known}.");

    public static SoundException Empty() => new(SoundFault.NotSound, $"The file is empty: send {SoundFormat.Known}.");

    private static SoundException Missing(SoundDecoderOptions options) => new(SoundFault.Unavailable,
        $"The server cannot decode sound because {options.Ffmpeg} is missing or does not run: install the package ffmpeg on it.");

    private static SoundException Nothing(DecoderTranscript transcript)
    {
        if (transcript.Says("error while loading shared libraries"))
        {
            return new SoundException(SoundFault.Unavailable,
                "The server's ffmpeg finds no room for its libraries: raise the memory limit of decoding, or install the package ffmpeg again.");
        }
        if (transcript.Says("/proc/self/fd/0: Permission denied"))
        {
            return new SoundException(SoundFault.Unavailable,
                "The server's decoder may not read the sound file: as root it runs as nobody, so the file's mode must let others read it.");
        }
        if (transcript.Says("matches no streams"))
        {
            return new SoundException(SoundFault.NoSoundTrack, "The file has no sound track: send one that has, or a sound file.");
        }
        if (transcript.Says("not on whitelist") || transcript.Says("Decoder (codec"))
        {
            return new SoundException(SoundFault.UnknownCoding, $"The file's sound track has a coding that is not read here: send {SoundFormat.Known}.");
        }
        return new SoundException(SoundFault.Damaged, "The sound file is damaged, and nothing of it could be decoded: export it again, as mp3 or wav for instance.");
    }
}
