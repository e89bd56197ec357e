using Visavis.Engine.Speech.Espeak;

namespace Visavis.Engine.Tests;

/// <summary>The tests are a library to the runner; as a program they are the espeak worker, so that its tests have a real child process.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is not [EspeakWorker.Command])
        {
            return 2;
        }
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return EspeakWorker.Run(input, output);
    }
}
