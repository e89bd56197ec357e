using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>The child process's side: loads libespeak-ng and answers requests one after the other until its input ends.</summary>
public static unsafe class EspeakWorker
{
    /// <summary>The argument that makes a program run as the worker.</summary>
    public const string Command = "espeak-worker";

    // The library calls back without a handle of ours in reach; the process serves one request at a time.
    private static readonly List<short> Sound = [];
    private static readonly List<EspeakMethods.Event> Events = [];

    /// <summary>Serves until <paramref name="input"/> ends, which it does when the parent is gone. Returns the process's exit code.</summary>
    public static int Run(Stream input, Stream output)
    {
        // Ctrl-C reaches the whole group: the parent decides when its workers end.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        EspeakLimits.ForbidCore();
        var rate = 0;
        var current = "";
        while (EspeakFrames.ReadRequest(input) is { } request)
        {
            EspeakLimits.BeginClause();
            try
            {
                rate = rate > 0 ? rate : Open();
                if (request.Voice != current)
                {
                    // A refused voice leaves the last one in place, so the answer counts.
                    current = "";
                    Check(EspeakMethods.SetVoiceByName(request.Voice), $"espeak-ng has no voice \"{request.Voice}\"");
                    current = request.Voice;
                }
                if (request.Task == EspeakTask.Speak)
                {
                    Speak(request, rate, output);
                }
                else
                {
                    EspeakFrames.WritePhonemes(output, string.Join('\n', request.Text.Split('\n').Select(Read)));
                }
            }
            catch (SpeechException error)
            {
                EspeakFrames.WriteFailure(output, error.Message);
            }
            catch (DllNotFoundException)
            {
                EspeakFrames.WriteFailure(output, "libespeak-ng.so.1 is missing: install the package libespeak-ng1.");
            }
        }
        return 0;
    }

    private static int Open()
    {
        var rate = EspeakMethods.Initialize(
            EspeakMethods.OutputSynchronous, 0, null, EspeakMethods.PhonemeEvents | EspeakMethods.PhonemeIpa | EspeakMethods.DoNotExit);
        if (rate <= 0)
        {
            throw new SpeechException("espeak-ng finds no data: install the package espeak-ng-data.");
        }
        EspeakMethods.SetSynthCallback(&Collect);
        return rate;
    }

    private static void Speak(EspeakRequest request, int rate, Stream output)
    {
        Check(EspeakMethods.SetParameter(EspeakMethods.ParameterRate, request.WordsPerMinute, 0), "espeak-ng refuses the pace");
        Sound.Clear();
        Events.Clear();
        var bytes = Encoding.UTF8.GetBytes(request.Text + '\0');
        fixed (byte* start = bytes)
        {
            Check(EspeakMethods.Synth(start, (nuint)bytes.Length, 0, EspeakMethods.PositionIsCharacter, 0, EspeakMethods.Utf8, null, null), "espeak-ng could not speak");
            var ipa = Encoding.UTF8.GetBytes(Phonemes(start, EspeakMethods.PhonemeIpa));
            EspeakFrames.WriteSpeech(output, rate, CollectionsMarshal.AsSpan(Sound), CollectionsMarshal.AsSpan(Events), ipa);
        }
    }

    private static string Read(string line)
    {
        fixed (byte* start = Encoding.UTF8.GetBytes(line + '\0'))
        {
            return Phonemes(start, EspeakMethods.PhonemeIpa | EspeakMethods.PhonemeTie).ReplaceLineEndings(" ");
        }
    }

    /// <summary>One call reads one clause and moves the pointer behind it; null when all is read.</summary>
    private static string Phonemes(byte* text, int mode)
    {
        var ipa = new StringBuilder();
        for (var at = text; at is not null && ipa.Length < EspeakFrames.MaximumRequest;)
        {
            ipa.Append(Marshal.PtrToStringUTF8((nint)EspeakMethods.TextToPhonemes(&at, (int)EspeakMethods.Utf8, mode))).Append(' ');
        }
        return ipa.ToString();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Collect(short* samples, int count, EspeakMethods.Event* events)
    {
        if (samples is not null && count > 0)
        {
            Sound.AddRange(new ReadOnlySpan<short>(samples, count));
        }
        for (; events->Type != EspeakMethods.EventListTerminated; events++)
        {
            if (events->Type is EspeakMethods.EventWord or EspeakMethods.EventPhoneme && Events.Count < EspeakFrames.MaximumEvents)
            {
                Events.Add(*events);
            }
        }
        if (Sound.Count < EspeakFrames.MaximumSamples)
        {
            return 0;
        }
        CollectionsMarshal.SetCount(Sound, EspeakFrames.MaximumSamples);
        return 1;
    }

    private static void Check(int code, string failure)
    {
        if (code != 0)
        {
            throw new SpeechException($"{failure} (code {code}).");
        }
    }
}
