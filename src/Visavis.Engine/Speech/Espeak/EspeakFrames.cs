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

/// <summary>
/// The worker's protocol, little-endian. A request is: bytes to come (int32), length of the voice's name (int32), name, text in UTF-8.
/// An answer is: bytes to come (int32), then 0, rate, samples, events (int32 each), sound, events of four int32 and eight bytes, IPA; or
/// 1 and a message.
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

    public static byte[] Request(string voice, string text)
    {
        var name = Encoding.UTF8.GetBytes(voice);
        var words = Encoding.UTF8.GetBytes(text);
        var frame = new byte[8 + name.Length + words.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - 4);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), name.Length);
        name.CopyTo(frame.AsSpan(8));
        words.CopyTo(frame.AsSpan(8 + name.Length));
        return frame;
    }

    /// <summary>The next request; null at the end of the stream.</summary>
    public static (string Voice, string Text)? ReadRequest(Stream input)
    {
        Span<byte> head = stackalloc byte[4];
        if (input.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }
        var frame = new byte[Checked(BinaryPrimitives.ReadInt32LittleEndian(head), 4, MaximumRequest)];
        input.ReadExactly(frame);
        var name = Checked(BinaryPrimitives.ReadInt32LittleEndian(frame), 0, frame.Length - 4);
        return (Encoding.UTF8.GetString(frame, 4, name), Encoding.UTF8.GetString(frame.AsSpan(4 + name)));
    }

    public static void WriteFailure(Stream output, string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, 4 + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], 1);
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

    /// <exception cref="SpeechException">The worker says that it could not speak.</exception>
    /// <exception cref="InvalidDataException">The answer is none.</exception>
    public static async Task<EspeakSpeech> ReadAnswerAsync(Stream input, CancellationToken cancellation)
    {
        var head = new byte[4];
        await input.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
        var frame = new byte[Checked(BinaryPrimitives.ReadInt32LittleEndian(head), 4, MaximumAnswer)];
        await input.ReadExactlyAsync(frame, cancellation).ConfigureAwait(false);
        return Parse(frame);
    }

    private static EspeakSpeech Parse(ReadOnlySpan<byte> frame)
    {
        if (BinaryPrimitives.ReadInt32LittleEndian(frame) != 0)
        {
            throw new SpeechException(Encoding.UTF8.GetString(frame[4..]));
        }
        var rate = Checked(Int(frame, 4), 8_000, MaximumRate);
        var samples = Checked(Int(frame, 8), 0, MaximumSamples);
        var count = Checked(Int(frame, 12), 0, MaximumEvents);
        var sound = MemoryMarshal.Cast<byte, short>(frame.Slice(16, 2 * samples)).ToArray();
        var events = new List<EspeakEvent>(count);
        var rest = frame[(16 + 2 * samples)..];
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
