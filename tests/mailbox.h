#pragma once
// A mail server for tests, on a free port of this machine: speaks as much SMTP as it takes to be given a letter, and keeps it.
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class Mailbox {
public:
    struct Mail {
        std::string from, to;
        std::string raw;  // headers and body, as they came
        std::string header(const std::string& name) const;
        std::string body() const;  // quoted-printable undone
    };

    Mailbox();
    ~Mailbox();

    std::string url() const;
    // What it says to the next recipients; empty: it takes them.
    void answers(std::string to_recipients);
    std::vector<Mail> mails() const;

private:
    void listen();
    void talk(int socket);

    int socket_ = -1;
    int port_ = 0;
    mutable std::mutex lock_;
    std::string answer_;
    std::vector<Mail> mails_;
    std::jthread thread_;
};
