package dev.clew.instrumentation.servlet;

class TomcatContractTest extends ServletContract {
    @Override
    Container container() {
        return new TomcatContainer();
    }
}
