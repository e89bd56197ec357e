using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>A word or phoneme that espeak-ng reports while it speaks.</summary>
/// <param name="IsWord">A word; otherwise a phoneme.</param>
/// <param name="Position">Of a word: its first character (code point) in the text, from 0.</param>
/// <param name="Length">Of a word: its characters.</param>
/// <param name="Sample">When it begins, in samples of the sound's own rate.</param>
/// <param name="Id">Of a phoneme: its IPA; empty for a pause.</param>
internal readonly record struct EspeakEvent(bool IsWord, int Position, int Length, int Sample, string Id);

/// <summary>What espeak-ng made of one text.</summary>
/// <param name="Rate">Samples a second.</param>
/// <param name="Sound">16-bit mono.</param>
/// <param name="Events">In the order of time.</param>
/// <param name="Ipa">The whole text as IPA with stress marks, which the events lack.</param>
internal sealed record EspeakSpeech(int Rate, short[] Sound, IReadOnlyList<EspeakEvent> Events, string Ipa);

/// <summary>What a worker can be asked for.</summary>
internal enum EspeakTask
{
    /// <summary>Sound of a text and its events.</summary>
    Speak,

    /// <summary>The IPA of each line of a text.</summary>
    Phonemize,
}

/// <param name="Task">What is asked for.</param>
/// <param name="Voice">The library's name of a voice.</param>
/// <param name="WordsPerMinute">The pace of speech; phonemes have none.</param>
/// <param name="Text">To be said or read.</param>
internal readonly record struct EspeakRequest(EspeakTask Task, string Voice, int WordsPerMinute, string Text);

/// <summary>
/// The worker's protocol, little-endian. A request is: bytes to come, task, words a minute, length of the voice's name (int32 each),
/// name, text in UTF-8. An answer is: bytes to come (int32), then 0 and what was asked for, or 1 and a message. Speech is: rate, samples,
/// events (int32 each), sound, events of four int32 and eight bytes, IPA. Phonemes are a line for each line.
/// </summary>
internal static class EspeakFrames
{
    /// <summary>More than any clause; a caller's mistake beyond.</summary>
    public const int MaximumRequest = 64 * 1024;

    /// <summary>Two minutes of sound at 22.05 kHz and its events; the worker stops speaking there.</summary>
    public const int MaximumSamples = 120 * 22_050;

    public const int MaximumEvents = 20_000;

    private const int EventBytes = 24;
    private const int MaximumAnswer = 2 * MaximumSamples + EventBytes * MaximumEvents + 1024 * 1024;

    private const int RequestHead = 16;

    public static byte[] Request(EspeakRequest request)
    {
        var name = Encoding.UTF8.GetBytes(request.Voice);
        var words = Encoding.UTF8.GetBytes(request.Text);
        var frame = new byte[RequestHead + name.Length + words.Length];
        var writer = new SpanWriter(frame);
        writer.Int(frame.Length - 4);
        writer.Int((int)request.Task);
        writer.Int(request.WordsPerMinute);
        writer.Int(name.Length);
        writer.Bytes(name);
        writer.Bytes(words);
        return frame;
    }

    /// <summary>The next request; null at the end of the stream.</summary>
    public static EspeakRequest? ReadRequest(Stream input)
    {
        Span<byte> head = stackalloc byte[4];
        if (input.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }
        const int Fixed = RequestHead - 4;
        var frame = new byte[Checked(Int(head, 0), Fixed, MaximumRequest)];
        input.ReadExactly(frame);
        var name = Checked(Int(frame, 8), 0, frame.Length - Fixed);
        return new EspeakRequest(
            (EspeakTask)Int(frame, 0), Encoding.UTF8.GetString(frame, Fixed, name), Int(frame, 4), Encoding.UTF8.GetString(frame.AsSpan(Fixed + name)));
    }

    public static void WriteFailure(Stream output, string message) => WriteText(output, 1, message);

    public static void WritePhonemes(Stream output, string lines) => WriteText(output, 0, lines);

    private static void WriteText(Stream output, int outcome, string content)
    {
        var text = Encoding.UTF8.GetBytes(content);
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, 4 + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], outcome);
        output.Write(head);
        output.Write(text);
        output.Flush();
    }

    public static void WriteSpeech(Stream output, int rate, ReadOnlySpan<short> sound, ReadOnlySpan<EspeakMethods.Event> events, ReadOnlySpan<byte> ipa)
    {
        var frame = new byte[20 + 2 * sound.Length + EventBytes * events.Length + ipa.Length];
        var writer = new SpanWriter(frame);
        writer.Int(frame.Length - 4);
        writer.Int(0);
        writer.Int(rate);
        writer.Int(sound.Length);
        writer.Int(events.Length);
        writer.Bytes(MemoryMarshal.AsBytes(sound));
        foreach (var e in events)
        {
            writer.Int(e.Type);
            writer.Int(e.TextPosition);
            writer.Int(e.Length);
            writer.Int(e.Sample);
            writer.Bytes(BitConverter.GetBytes(e.Type == EspeakMethods.EventPhoneme ? e.Id : 0));
        }
        writer.Bytes(ipa);
        output.Write(frame);
        output.Flush();
    }

    /// <summary>The bytes of an answer behind its length and outcome.</summary>
    /// <exception cref="SpeechException">The worker says that it could not do what it was asked.</exception>
    /// <exception cref="InvalidDataException">The answer is none.</exception>
    public static async Task<byte[]> ReadAnswerAsync(Stream input, CancellationToken cancellation)
    {
        var head = new byte[8];
        await input.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
        var frame = new byte[Checked(Int(head, 0), 4, MaximumAnswer) - 4];
        await input.ReadExactlyAsync(frame, cancellation).ConfigureAwait(false);
        return Int(head, 4) == 0 ? frame : throw new SpeechException(Encoding.UTF8.GetString(frame));
    }

    public static string[] ParsePhonemes(byte[] answer) => Encoding.UTF8.GetString(answer).Split('\n');

    public static EspeakSpeech ParseSpeech(byte[] answer)
    {
        ReadOnlySpan<byte> frame = answer;
        var rate = Checked(Int(frame, 0), 8_000, MaximumRate);
        var samples = Checked(Int(frame, 4), 0, MaximumSamples);
        var count = Checked(Int(frame, 8), 0, MaximumEvents);
        var sound = MemoryMarshal.Cast<byte, short>(frame.Slice(12, 2 * samples)).ToArray();
        var events = new List<EspeakEvent>(count);
        var rest = frame[(12 + 2 * samples)..];
        for (var i = 0; i < count; i++, rest = rest[EventBytes..])
        {
            var sample = Math.Clamp(Int(rest, 12), 0, samples);
            events.Add(Int(rest, 0) == EspeakMethods.EventWord
                ? new EspeakEvent(true, Int(rest, 4) - 1, Int(rest, 8), sample, "")
                : new EspeakEvent(false, 0, 0, sample, Name(rest.Slice(16, 8))));
        }
        return new EspeakSpeech(rate, sound, events, Encoding.UTF8.GetString(rest));
    }

    private const int MaximumRate = 48_000;

    /// <summary>Behind the closing zero stands whatever was in the library's memory; a name of eight bytes may be cut inside a character.</summary>
    private static string Name(ReadOnlySpan<byte> id)
    {
        var length = id.IndexOf((byte)0);
        return Encoding.UTF8.GetString(length < 0 ? id : id[..length]).TrimEnd('\uFFFD');
    }

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static int Checked(int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new InvalidDataException($"A frame of the espeak worker says {value} where {least} to {most} may stand.");

    private ref struct SpanWriter(Span<byte> target)
    {
        private Span<byte> _rest = target;

        public void Int(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_rest, value);
            _rest = _rest[4..];
        }

        public void Bytes(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_rest);
            _rest = _rest[bytes.Length..];
        }
    }
}
